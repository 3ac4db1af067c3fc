"""A page on the local network that shows a running session and takes commands: a phone as the remote control.

It runs in its own thread. The session passes on what there is to see (`Remote.show`) and never waits; whatever goes
wrong here is reported in one sentence, and the session continues. Needs the extra `[remote]`.
"""
