"""What a clerk does: intake, scanning, confirming, signing a batch, sending."""
