"""Running a session: the app and `run --plain` both start one here.

start              starts or resumes a session, with everything it runs on
live_session       joins the session to its sound and its recording
driver             sleeps until the session's next change, in an event loop
clock              the only place that asks what time it is
history_recorder   writes what happens into the history, in a thread
interrupted_text   says in words which session was interrupted
session_view       what the screen and the phone show of it, in words
outside_controls   what a phone, a pipe and media keys can ask of it
keep_awake         keeps the display on
signals            hands signals to the event loop, and notices a closed terminal
"""
