package metro.cctv.analytics.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.Set;
import metro.cctv.analytics.settings.ExecutionProvider;

/** How ONNX Runtime runs our networks: one native thread a run, on what configuration names. */
final class ModelRuntime {
    private static final int FIRST_DEVICE = 0;
    private static final String OPENVINO_DEVICE = "AUTO";

    private ModelRuntime() {}

    /** @throws ModelRefused when this ONNX Runtime was built without the provider, or the device is not there */
    static OrtSession.SessionOptions options(ExecutionProvider provider) throws OrtException {
        require(provider, OrtEnvironment.getAvailableProviders());
        var options = new OrtSession.SessionOptions();
        try {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            switch (provider) {
                case CPU -> {} // always there, last
                case CUDA -> options.addCUDA(FIRST_DEVICE);
                case OPENVINO -> options.addOpenVINO(OPENVINO_DEVICE);
            }
            return options;
        } catch (OrtException e) {
            options.close();
            throw new ModelRefused("the execution provider " + provider + " does not start: " + e.getMessage(), e);
        }
    }

    static void require(ExecutionProvider provider, Set<OrtProvider> available) {
        OrtProvider wanted = switch (provider) {
            case CPU -> OrtProvider.CPU;
            case CUDA -> OrtProvider.CUDA;
            case OPENVINO -> OrtProvider.OPEN_VINO;
        };
        if (!available.contains(wanted))
            throw new ModelRefused(
                    "the execution provider " + provider + " is not in this ONNX Runtime, which has " + available
                            + "; set cctv.analytics.provider (CCTV_MODEL_PROVIDER) to CPU or install the package that has it");
    }
}
