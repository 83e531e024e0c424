"""A plot as plain SVG: how milliseconds grow with the number of items, both on scales of tens."""

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 380, 64, 24, 24, 104
SHADES = ("#114fad", "#5b656e", "#b01c17")
DASHES = ("none", "6 4", "2 3")


def growth(sizes: Sequence[int], lines: Mapping[str, Sequence[float]]) -> str:
    """One line a name; a number at each point, so that it is read without a ruler."""
    least = 10 ** math.floor(math.log10(max(min(map(min, lines.values())), 0.01)))
    most = 10 ** math.ceil(math.log10(max(map(max, lines.values()))))

    def x(size: float) -> float:
        low, high = math.log10(sizes[0]), math.log10(max(sizes[-1], sizes[0] * 10))
        return LEFT + (math.log10(size) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        low, high = math.log10(least), math.log10(most)
        return (
            HEIGHT
            - BOTTOM
            - (math.log10(max(value, least)) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)
        )

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="Milliseconds by number of items" font-family="system-ui, sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    step = least
    while step <= most * 1.001:
        out.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(step):.1f}" y2="{y(step):.1f}" stroke="#d5dadd"/>'
        )
        out.append(
            f'<text x="{LEFT - 8}" y="{y(step) + 4:.1f}" text-anchor="end" fill="#434c54">{step:g} ms</text>'
        )
        step *= 10
    out += [
        f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle" fill="#434c54">{size:,}</text>'
        for size in sizes
    ]
    out.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - BOTTOM + 38}" text-anchor="middle" fill="#434c54">items stored</text>'
    )
    for n, (name, values) in enumerate(lines.items()):
        shade, dash = SHADES[n % 3], DASHES[n % 3]
        points = " ".join(
            f"{x(size):.1f},{y(value):.1f}" for size, value in zip(sizes, values, strict=True)
        )
        out.append(
            f'<polyline points="{points}" fill="none" stroke="{shade}" stroke-width="2" stroke-dasharray="{dash}"/>'
        )
        for size, value in zip(sizes, values, strict=True):
            anchor = "end" if size == sizes[-1] and len(sizes) > 1 else "start"
            out.append(f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="3" fill="{shade}"/>')
            out.append(
                f'<text x="{x(size) + (-6 if anchor == "end" else 6):.1f}" y="{y(value) - 7:.1f}" text-anchor="{anchor}" fill="{shade}">{value:.1f}</text>'
            )
        level = HEIGHT - 46 + n * 16
        out.append(
            f'<line x1="{LEFT}" x2="{LEFT + 28}" y1="{level - 4}" y2="{level - 4}" stroke="{shade}" stroke-width="2" stroke-dasharray="{dash}"/>'
        )
        out.append(f'<text x="{LEFT + 36}" y="{level}" fill="#14181b">{escape(name)}</text>')
    return "\n".join([*out, "</svg>", ""])
