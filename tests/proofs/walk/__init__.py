"""A walk through the screens, kept as text: whoever changes a screen reads here what people will see."""
