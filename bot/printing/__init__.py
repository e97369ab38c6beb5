"""What is made to be printed and hung up: QR codes and the poster of the Rules. Loaded only when asked for."""
