@rem npm runs its scripts by cmd.exe here, which has no exec: this stands in for it.
@%*
