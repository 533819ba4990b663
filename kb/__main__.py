"""The way into kb. Nothing is imported here before Ctrl-C ends it quietly, since that is most of what a short command
takes."""


def main() -> None:
    """Run kb: the entry point of the ``kb`` command, and of ``python -m kb``."""
    from kb.cli.interrupts import leave_quietly, pass_over

    leave_quietly()
    from kb.cli.app import main as run_command

    try:
        run_command()
    finally:
        pass_over()


if __name__ == "__main__":
    main()
