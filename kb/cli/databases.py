"""Commands about the database itself."""

import typer

app = typer.Typer(help="The database itself.", no_args_is_help=True, rich_markup_mode=None)


@app.command("path")
def path(context: typer.Context) -> None:
    """Print where the database lies, whether it exists yet or not."""
    from kb.location import resolve_path

    typer.echo(str(resolve_path(context.obj)))


@app.command("upgrade")
def upgrade(context: typer.Context) -> None:
    """Bring an older database to this version of kb, after a backup. Opening it does the same."""
    from kb.knowledge_base import KnowledgeBase

    backup = KnowledgeBase.upgrade(context.obj)
    if backup is None:
        typer.echo("up to date; nothing to do")
    else:
        typer.echo(f"upgraded; the database as it was before is kept in {backup}")
