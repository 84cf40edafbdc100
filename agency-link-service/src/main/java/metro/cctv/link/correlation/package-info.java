/** What was told from several sides about one place and moment becomes one incident, with the reason; a person can undo it. */
@NullMarked
package metro.cctv.link.correlation;

import org.jspecify.annotations.NullMarked;
