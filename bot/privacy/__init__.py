"""What is kept of people, told from the schema of the databases and the settings in force."""
