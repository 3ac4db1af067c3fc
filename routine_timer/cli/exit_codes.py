"""Exit codes with a meaning. Others: 0 done, 1 not found, refused or unreadable, 128 + n ended by signal n."""

USAGE_ERROR = 2
INTERRUPTED = 130
