"""Every call passes here: its number, an injected fault or the handler, and the journal."""

from dataclasses import replace

from wecom_console.simulator.routing import Handler
from wecom_console.simulator.server.fault_answers import faulty_answer
from wecom_console.simulator.wire.calls import Answer, Broken, Call
from wecom_console.simulator.wire.redaction import journal_params, journal_path
from wecom_console.simulator.world.exchanges import Exchange
from wecom_console.simulator.world.faults import BreakKind, FaultSpec
from wecom_console.simulator.world.journal import JournalEntry
from wecom_console.simulator.world.world import World


async def perform(world: World, call: Call, handler: Handler) -> Answer:
    """Answer one call, with whatever fault waits for its path, and enter it in the journal."""
    call = replace(call, number=world.journal.next_number())
    at, started = world.now(), world.ticks_s()
    fault = world.faults.take(call.path)
    answer = Answer(500, note="crash")
    try:
        if fault is not None and fault.delay_ms:
            await world.sleep(fault.delay_ms / 1000)
        answer = await _answer(world, call, handler, fault)
    finally:
        secrets = tuple(world.secret_values())
        took = round((world.ticks_s() - started) * 1000, 3)
        world.exchanges.keep(Exchange(call, answer, secrets, at, took))
        world.journal.add(
            JournalEntry(
                number=call.number,
                at=at,
                caller=call.caller,
                method=call.method,
                path=journal_path(call, secrets),
                params=journal_params(call, secrets),
                status=0 if answer.broken is Broken.RESET else answer.status,
                errcode=answer.errcode,
                ms=took,
                is_fault=fault is not None,
                note=answer.note,
            )
        )
    return answer


async def _answer(world: World, call: Call, handler: Handler, fault: FaultSpec | None) -> Answer:
    if fault is None:
        return await handler(world, call)
    ready = faulty_answer(world, call, fault)
    if ready is not None:
        return ready
    answer = await handler(world, call)
    is_cut = fault.broken is BreakKind.TRUNCATE
    return replace(answer, broken=Broken.TRUNCATE) if is_cut else answer
