"""What has to be settled before a new counter can work: the steps as data, what tries them, who takes the answers."""
