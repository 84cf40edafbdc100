/** One camera's live relay with its web server and nothing else of ingest, its plain anchor, and crowds of viewers ({@code bench/viewers.mjs}). */
@NullMarked
package metro.cctv.bench.relay;

import org.jspecify.annotations.NullMarked;
