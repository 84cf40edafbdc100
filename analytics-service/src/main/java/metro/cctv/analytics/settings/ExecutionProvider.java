package metro.cctv.analytics.settings;

/** What a network runs on. */
public enum ExecutionProvider {
    CPU,
    /** The first graphics card; takes ONNX Runtime's GPU package in place of the CPU's. */
    CUDA,
    /** Takes an ONNX Runtime that was built with it. */
    OPENVINO
}
