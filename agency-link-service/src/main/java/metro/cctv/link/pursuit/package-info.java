/** Following what moves: which way it goes, which camera has it now, and to which it comes next. */
@NullMarked
package metro.cctv.link.pursuit;

import org.jspecify.annotations.NullMarked;
