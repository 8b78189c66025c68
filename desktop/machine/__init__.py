"""This PC: folders, child processes, clock, secrets, log. The only room that knows what it runs on."""
