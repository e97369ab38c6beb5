"""Papers that the act demands of a civil servant, written by question and answer: notices and a refutation."""
