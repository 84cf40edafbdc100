/** Which cameras stand near, within, along, and which can see a place. */
@NullMarked
package metro.cctv.registry.space;

import org.jspecify.annotations.NullMarked;
