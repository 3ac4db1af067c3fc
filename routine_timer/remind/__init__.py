"""A daily reminder that is silent on days that are done.

The schedulers are pure: they turn a time of day and a command into an `InstallPlan`, the files to write and the
commands to run, which can be shown before anything happens. Only `installer` changes the machine.

    install_plan   the plan, and the interface of a scheduler
    systemd        user timers on Linux
    launchd        agents on macOS
    cron           everywhere else
    reminder_text  what the reminder says, and on which days
    installer      finds the scheduler, carries out a plan, shows the reminder
"""
