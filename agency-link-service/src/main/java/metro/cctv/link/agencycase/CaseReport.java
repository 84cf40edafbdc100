package metro.cctv.link.agencycase;

/** What a service's own words for a new case come down to. */
public interface CaseReport {
    NewCase toCase();
}
