"""The sound of a session.

    session events -> announcer -> Announcement -> sound_player -> outputs
                      phrases, phrase_priority     phrase_renderer, volume, silent_stream

Pure functions over events decide what is heard (`announcer`, `phrase_priority`, `phrases`). The player makes the sound,
in background threads (`sound_player`, `phrase_renderer`, `silent_stream`). `player_setup` and `session_audio` put both
together.
Nothing here knows the screen, and only `announcer` and `event_tones` know the events of a session.
"""
