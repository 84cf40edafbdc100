/** What is kept, proved and destroyed. */
@NullMarked
package metro.cctv.retention;

import org.jspecify.annotations.NullMarked;
