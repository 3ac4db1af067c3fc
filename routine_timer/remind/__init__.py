"""A daily reminder that stays silent when today is done.

The schedulers are pure: from a time of day and the command to run they make a `Plan`, the files to write and the
commands to run, which can be shown before anything happens. Only `machine` touches the machine.

    plan       what a plan is
    systemd    user timers of Linux
    launchd    agents of macOS
    cron       everywhere else
    notice     what the reminder says, and whether it says anything
    machine    finds the scheduler, carries a plan out, shows the notice
"""
