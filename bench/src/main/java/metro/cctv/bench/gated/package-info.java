/** Many cameras at gated rates before the whole line, and what comes out of it ({@code bench/gated.mjs}). */
@NullMarked
package metro.cctv.bench.gated;

import org.jspecify.annotations.NullMarked;
