package metro.cctv.analytics.model;

import java.util.List;
import java.util.Map;

/** Inputs and outputs as the file itself states them, weights not counted. */
record OnnxSignature(Map<String, NamedTensor> inputs, Map<String, NamedTensor> outputs) {

    /** @throws ModelRefused naming what the file lacks or has in another shape than the manifest makes it */
    void require(ModelManifest manifest) {
        List<NamedTensor> wanted = manifest.inputs();
        if (inputs.size() != wanted.size())
            throw new ModelRefused("the model takes the inputs " + inputs.keySet() + ", the manifest names " + wanted);
        for (NamedTensor input : wanted) require("input", input, inputs);
        for (NamedTensor output : manifest.outputs()) require("output", output, outputs);
    }

    /** Whether the file leaves it to the caller how many pictures go in at a time. */
    boolean leavesCountOpen() {
        return inputs.values().stream().allMatch(NamedTensor::leavesCountOpen);
    }

    private static void require(String what, NamedTensor wanted, Map<String, NamedTensor> found) {
        NamedTensor tensor = found.get(wanted.name());
        if (tensor == null)
            throw new ModelRefused("the model has no " + what + " \"" + wanted.name() + "\": " + found.keySet());
        if (!tensor.allows(wanted))
            throw new ModelRefused(
                    "the model's " + what + " is " + tensor + ", the manifest makes its shape " + wanted);
    }
}
