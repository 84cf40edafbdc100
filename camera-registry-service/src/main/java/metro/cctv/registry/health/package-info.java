/** What ingest last said of each camera's streams. */
@NullMarked
package metro.cctv.registry.health;

import org.jspecify.annotations.NullMarked;
