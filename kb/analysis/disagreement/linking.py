"""What hangs together through links: found by walking, never by comparing all with all."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
#: Gives the nodes that one is linked with, each with whether the link turns round what the claims say. Of several links
#: to one node one is enough, and a node that was reached before need not be given again.
Links = Callable[[Node], Iterable[tuple[Node, bool]]]


def link(nodes: Sequence[Node], links: Links[Node]) -> Iterator[dict[Node, bool]]:
    """Yield each set of two or more nodes that hang together, in the order reached: the first two are linked.

    Each node goes with whether it was reached turned round, seen from the first.
    """
    seen: set[Node] = set()
    for start in nodes:
        if start in seen:
            continue
        reached = {start: False}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for other, turns in links(node):
                if other not in reached:
                    reached[other] = reached[node] != turns
                    waiting.append(other)
        seen.update(reached)
        if len(reached) > 1:
            yield reached
