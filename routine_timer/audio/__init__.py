"""The sound of a session.

    session events -> announcer -> Announcement -> speaker -> outputs
                      phrases, phrase_choice       voice, volume, silent_stream

Pure functions over events decide what is heard (`announcer`, `phrase_choice`, `phrases`). The player makes the sound,
in background threads (`speaker`, `voice`, `silent_stream`). `player_setup` and `session_audio` put both together.
Nothing here knows the screen, and only `announcer` and `event_tones` know the events of a session.
"""
