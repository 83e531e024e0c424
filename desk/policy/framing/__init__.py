"""The judge of framing: who takes the lead, people or hardware."""
