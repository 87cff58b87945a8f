"""`reactor serve`: build where needed, then serve the app as `streamlit run` would start it."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reactor import __version__
from reactor.build.errors import AppProblem, UnwritableBuild
from reactor.build.sources import shown
from reactor.cli.flags import ServeCommand, Share, Typed
from reactor.cli.inspector import Inspector, choose
from reactor.cli.live import LiveBuild
from reactor.cli.problems import NoAddress
from reactor.cli.progress import progress
from reactor.cli.streamlit_version import check_streamlit

if TYPE_CHECKING:
    from flask import Flask

    from reactor.build.folder import Build
    from reactor_runtime.session.host import Host

# How many ports to try after 8501, when nobody asked for one; `streamlit run` tries as many.
PORT_TRIES = 100


@click.command(cls=ServeCommand)
@click.argument("target", required=False, type=click.Path(path_type=Path), metavar="[SCRIPT|BUILD]")
@click.argument("arguments", nargs=-1, metavar="")
@click.option("--host", metavar="ADDRESS", help="Address to listen on. Default: 127.0.0.1, this machine only.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port. Default: 8501, or the next free one; 0 picks one.")
@click.option("--base-path", metavar="PATH", help="Serve under this path instead of /.")
@click.option("--open/--no-open", "open_page", default=None, help="Open the browser, or do not.")
@click.option("--headless", is_flag=True, help="The same as --no-open.")
@click.option("--watch/--no-watch", default=None, help="Notice edits, or do not. Default: notice, if given a script.")
@click.option("--rebuild", is_flag=True, help="Build again, stale or not.")
@click.option("--production", is_flag=True, help="Serve with gunicorn in a process that is restarted when it dies.")
@click.option(
    "--inspector/--no-inspector",
    default=None,
    help="Show what events run at /_reactor/, or never. Default: where only this machine can connect.",
)
@click.option(
    "--trace",
    type=click.Path(path_type=Path, dir_okay=False, resolve_path=True),
    metavar="FILE",
    help="Add a line of JSON for each event to this file: what ran, why, and how long it took.",
)
@click.option(
    "--verify",
    "share",
    cls=Share,
    type=click.FloatRange(0, 100),
    default=0,
    metavar="PERCENT",
    help=f"After that many events, run what was skipped as well, and correct the page if it differs. "
    f"Without PERCENT: {Share.alone}.",
)
@click.option(
    "--remember",
    type=click.FloatRange(0),
    default=64,
    show_default=True,
    metavar="MEGABYTES",
    help="How much a session may hold of what it computed before, so that going back to earlier inputs is free.",
)
@click.option("--allow-untested-streamlit", is_flag=True, help="Go on with a Streamlit version nobody tested.")
@click.pass_context
def serve(
    ctx: click.Context,
    target: Path | None,
    arguments: tuple[str, ...],
    host: str | None,
    port: int | None,
    base_path: str | None,
    open_page: bool | None,
    headless: bool,
    watch: bool | None,
    rebuild: bool,
    production: bool,
    inspector: bool | None,
    trace: Path | None,
    share: float,
    remember: float,
    allow_untested_streamlit: bool,
) -> None:
    """Serve an app so that an event reruns only what depends on it.

    \b
    reactor serve            the last build made from this folder
    reactor serve app.py     build it if anything changed, and serve it
    reactor serve DIR        that build; refused if its sources changed since

    Settings in .streamlit/config.toml and secrets.toml hold as under `streamlit run`, and so do its options
    (--server.maxUploadSize=50, --theme.base=dark). What follows -- are the script's own arguments.
    """
    if watch and production:
        raise click.UsageError("--watch is for writing an app, --production for serving it: choose one")
    check_streamlit(allow_untested_streamlit)
    _check_writable(trace)
    given = {
        "server_address": host,
        "server_port": port,
        "server_baseUrlPath": base_path,
        "server_headless": not open_page if open_page is not None else True if headless or production else None,
    }
    typed: Typed = ctx.obj
    build, flags = _prepare(target, rebuild, typed, {name: value for name, value in given.items() if value is not None})
    _enter(build, (*arguments, *typed.script))
    live = None if production or not _watches(watch, target) else _live(build, flags)
    extras = Extras(choose(inspector, production), trace, share, round(remember * 1024 * 1024))
    _run(build, flags, production, live, extras)


@dataclass(frozen=True, slots=True)
class Extras:
    """What a server does beside serving. ``share``: per cent of the events that are checked."""

    inspector: Inspector
    trace: Path | None
    share: float
    remembered_bytes: int


def _watches(asked: bool | None, target: Path | None) -> bool:
    """A build that was named is served as it is; a script is being written, unless the settings say otherwise."""
    from reactor_runtime.adapter import options

    named_build = target is not None and target.is_dir()
    return asked if asked is not None else options.watches_files() and not named_build


def _prepare(target: Path | None, rebuild: bool, typed: Typed, given: dict[str, Any]) -> tuple[Build, dict[str, Any]]:
    """Load Streamlit's configuration for the script, then build or read the build; the order is Streamlit's."""
    from reactor.build import folder, manifest, sources
    from reactor.build.make import load

    if target is None:
        target = folder.last_build()
    is_build = target.is_dir() and (target / manifest.NAME).exists()
    script = _script_of_build(target) if is_build else sources.main_script(target)

    with progress("Loading Streamlit"):
        from reactor_runtime.adapter import startup

        flags = {**startup.parse_flags(typed.streamlit), **given}
        startup.load_config(script, flags)
        options = startup.option_values(flags)
    name = startup.asgi_app_in(script) if script.exists() else None
    if name is not None:
        message = f"is an ASGI application ({name}), which brings a server of its own"
        raise AppProblem(message, path=script, hint="run it with uvicorn; Reactor serves Streamlit scripts")
    if is_build and not rebuild:
        return load(target, options), flags
    return _build(script, target if is_build else None, rebuild, options), flags


def _script_of_build(folder: Path) -> Path:
    from reactor.build import manifest, sources

    folder = folder.absolute()
    return sources.absolute(manifest.read(folder).script, folder)


def _build(script: Path, folder: Path | None, rebuild: bool, options: dict[str, object]) -> Build:
    from reactor.cli.build import make_with_progress, warn_of
    from reactor.cli.reporting import print_warnings

    outcome = make_with_progress(script, folder, force=rebuild, options=options)
    print_warnings(outcome.build)
    warn_of(outcome)
    return outcome.build


def _enter(build: Build, arguments: tuple[str, ...]) -> None:
    from reactor_runtime.adapter.startup import prepare_process

    prepare_process(build.script, arguments)


def _live(build: Build, flags: dict[str, Any]) -> LiveBuild:
    from reactor_runtime.adapter.startup import option_values

    return LiveBuild(build, option_values(flags))


def _check_writable(trace: Path | None) -> None:
    """Before the app is built, and in the process that the person sees."""
    if trace is None:
        return
    try:
        trace.open("a").close()
    except OSError as error:
        raise UnwritableBuild(f"cannot write {shown(trace)}: {error.strerror or error}") from error


def _run(
    build: Build,
    flags: dict[str, Any],
    production: bool,
    live: LiveBuild | None,
    extras: Extras,
) -> None:
    """Serve until interrupted, at the port asked for or, if nobody asked, the next free one."""
    from reactor_runtime.adapter import startup
    from reactor_web.server import ServerError, ServerKind
    from reactor_web.server import serve as serve_app

    kind = ServerKind.PRODUCTION if production else ServerKind.EMBEDDED
    address = startup.address()
    first, asked = startup.port()
    for port in range(first, first + (1 if asked else PORT_TRIES)):
        try:
            make_app = _app_maker(build, flags, live, extras)
            serve_app(make_app, address, port, kind=kind, on_ready=_welcome(build, live, extras))
            return
        except ServerError as error:
            raise AppProblem(str(error)) from error
        except OSError as error:
            if asked or error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise _no_address(address, port, error) from error
    raise NoAddress(f"no free port from {first} to {first + PORT_TRIES - 1}", hint="name one with --port")


def _no_address(address: str, port: int, error: OSError) -> NoAddress:
    if error.errno == errno.EADDRINUSE:
        hint = f"stop what listens there, or take another one: --port {port + 1}, or --port 0 for any"
        return NoAddress(f"port {port} is in use", hint=hint)
    if error.errno == errno.EACCES:
        return NoAddress(f"port {port} may not be used by this user", hint="take one above 1023, such as --port 8501")
    return NoAddress(f"cannot listen on {address}:{port}: {error.strerror or error}", hint="check --host")


def _app_maker(build: Build, flags: dict[str, Any], live: LiveBuild | None, extras: Extras) -> Callable[[], Flask]:
    """Makes the application in the process that serves it: sessions and watchers have threads, which do not fork."""

    def make_app() -> Flask:
        from reactor_runtime.adapter.startup import watch_config
        from reactor_runtime.engine.recall import Limits
        from reactor_runtime.session.host import Host
        from reactor_web.app import create_app
        from reactor_web.inspector.routes import Inspection

        watch_config(flags)
        try:
            recall = Limits(extras.remembered_bytes) if extras.remembered_bytes else None
            host = Host(str(build.script), build.program, extras.share, recall)
            _listen(host, extras.trace)
            if live is not None:
                live.serve_with(host)
            inspector, graph = extras.inspector, build.folder / "graph.json"
            return create_app(host, inspection=Inspection(host, graph, inspector.token) if inspector.wanted else None)
        except OSError as error:
            # Left as it is, it would be taken for the address's.
            raise RuntimeError(str(error)) from error

    return make_app


def _listen(host: Host, trace: Path | None) -> None:
    """Have events written to the trace, and handed to OpenTelemetry where that is set up."""
    from reactor_runtime.session.tracing import TraceFile, make_spans

    if trace is not None:
        host.listen(TraceFile(trace).record)
    spans = make_spans()
    if spans is not None:
        host.listen(spans.record)


def _welcome(build: Build, live: LiveBuild | None, extras: Extras) -> Callable[[str, int], None]:
    def on_ready(address: str, port: int) -> None:
        from reactor_runtime.adapter import startup

        startup.set_port(port)
        urls = startup.named_urls(address)
        if not startup.welcome_hidden():
            _greet(build, urls, extras)
        elif extras.inspector.token:
            click.echo(f"Inspector: {extras.inspector.url(urls[0][1])}")
        if not startup.headless():
            startup.open_browser(urls[0][1])
        if live is not None:
            live.start()

    return on_ready


def _greet(build: Build, urls: list[tuple[str, str]], extras: Extras) -> None:
    from reactor.build.report import skippable_share, summary

    totals = build.report["totals"]
    click.echo()
    click.echo(f"  {click.style(f'Reactor {__version__}', bold=True)}  {shown(build.script)}")
    click.echo(f"  {summary(build.report)}")
    click.echo(f"  {skippable_share(totals)} % need not run at every event; the rest: {shown(build.folder)}/report.txt")
    if extras.share:
        click.echo(f"  {extras.share:g} % of the events are checked against a full rerun; what differs is logged here")
    click.echo()
    for name, url in urls:
        click.echo(f"  {name}: {click.style(url, bold=True)}")
    if extras.inspector.wanted:
        click.echo(f"  Inspector: {extras.inspector.url(urls[0][1])}")
    click.echo()
    click.echo("  Ctrl+C stops the server.")
    click.echo()
