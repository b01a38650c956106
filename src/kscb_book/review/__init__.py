"""Review: what a reviewer signs, the file of sign-offs, and which of them still hold."""
