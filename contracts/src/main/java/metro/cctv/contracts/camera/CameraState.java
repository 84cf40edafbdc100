package metro.cctv.contracts.camera;

/** Life of a camera: planned → active → suspended → active …, and retired for good. Only active cameras are pulled. */
public enum CameraState {
    PLANNED,
    ACTIVE,
    SUSPENDED,
    RETIRED
}
