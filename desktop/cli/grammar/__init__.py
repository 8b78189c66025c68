"""What can be said on the command line, room by room: names, words of help, parameters; nothing of what does it."""
