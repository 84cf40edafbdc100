/** Two thousand events while agencies misbehave, the service is killed and its database connections are cut. */
@NullMarked
package metro.cctv.link.chaos;

import org.jspecify.annotations.NullMarked;
