/** Signals of fire sensors: however many see one fire, 119 is told once. */
@NullMarked
package metro.cctv.link.fire;

import org.jspecify.annotations.NullMarked;
