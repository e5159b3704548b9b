"""The practice assignments Profiel and Plan: filled in, handed in, answered, worked on."""
