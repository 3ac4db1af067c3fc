"""Following a session: the app and `run --plain` both start one here.

lead               joins the engine to what is heard and what is saved
driver             sleeps until the session's next change, in an event loop
clock              the one place that asks what time it is
recorder           what a session can be recorded to (NoRecorder saves nothing: a session at another speed)
recording_thread   hands everything on to another recorder in a thread of its own, so that nobody waits
history_recorder   writes into the history, and reports trouble once
"""
