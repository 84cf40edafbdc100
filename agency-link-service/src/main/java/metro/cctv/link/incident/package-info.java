/** What happened where: opened, worked on, closed. */
@NullMarked
package metro.cctv.link.incident;

import org.jspecify.annotations.NullMarked;
