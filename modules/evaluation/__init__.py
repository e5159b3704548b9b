"""What cursisten and trainers think of the training: at its end, and three months later."""
