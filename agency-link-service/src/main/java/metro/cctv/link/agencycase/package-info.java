/** A case of an agency, the same for all agencies: validate, choose cameras, grant, tell, close. */
@NullMarked
package metro.cctv.link.agencycase;

import org.jspecify.annotations.NullMarked;
