/** Agency link: alert to incident, grant and agency. */
@NullMarked
package metro.cctv.link;

import org.jspecify.annotations.NullMarked;
