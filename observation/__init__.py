"""The overleg: form, meetings, recordings, scoring, feedback and intervisie."""
