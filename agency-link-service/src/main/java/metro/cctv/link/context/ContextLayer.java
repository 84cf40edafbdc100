package metro.cctv.link.context;

/** What is told of a place. */
public enum ContextLayer {
    ROAD,
    HAZARD,
    PARKING,
    HOSPITAL,
    HYDRANT
}
