"""Everything heard of a session.

    session events -> announcer (score) -> Heard -> player -> outputs
                      phrases, choice              voice, volume, stream

What is heard is decided by pure functions over events (`announcer`, `choice`, `phrases`); how it is made heard is the
player's own, in threads of its own (`speaker`, `voice`, `stream`). `opening` and `score` put both together.
Nothing here knows the screen; only the announcer knows the session's events.
"""
