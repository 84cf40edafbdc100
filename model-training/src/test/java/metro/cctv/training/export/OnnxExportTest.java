package metro.cctv.training.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import metro.cctv.training.data.NetInput;
import metro.cctv.training.net.SceneNet;
import metro.cctv.training.net.SceneTrainer;
import metro.cctv.training.net.Snapshot;
import org.junit.jupiter.api.Test;

class OnnxExportTest {
    @Test
    void theExportedModelAnswersAsTheTrainerDoes() throws OrtException {
        var trainer = new SceneTrainer(7);
        float[] interleaved = noise();
        float[] expected = trainer.answer(interleaved);
        float[][] answered = run(OnnxExport.model(trainer.snapshot(), Pictures.ONE), interleaved);
        assertThat(answered.length).isEqualTo(SceneNet.rows());
        for (int row = 0; row < answered.length; row += 97)
            for (int column = 0; column < SceneNet.COLUMNS; column++) {
                float logit = expected[row * SceneNet.COLUMNS + column];
                double value = column < 4 ? logit : 1 / (1 + Math.exp(-logit));
                assertThat((double) answered[row][column])
                        .isCloseTo(value, within(1e-3 * Math.max(1, Math.abs(value))));
            }
    }

    @Test
    void theQuantisedModelAnswersCloseToIt() throws OrtException {
        var trainer = new SceneTrainer(7);
        float[] interleaved = noise();
        float[] expected = trainer.answer(interleaved);

        byte[] quantised = QuantisedExport.model(trainer.snapshot(), List.of(NetInput.planes(interleaved)));

        byte[] plain = OnnxExport.model(trainer.snapshot(), Pictures.ONE);
        assertThat(quantised.length).isLessThan(plain.length / 2);
        float[][] answered = run(quantised, interleaved);
        double apart = 0;
        double spread = 0;
        for (int row = 0; row < answered.length; row++)
            for (int column = 0; column < 4; column++) {
                double logit = expected[row * SceneNet.COLUMNS + column];
                apart += Math.pow(answered[row][column] - logit, 2);
                spread += logit * logit;
            }
        assertThat(Math.sqrt(apart / spread)).isLessThan(0.25);
    }

    @Test
    void picturesOfOneRunDoNotKnowOfOneAnother() throws OrtException {
        Snapshot weights = new SceneTrainer(7).snapshot();
        List<float[]> calibration = List.of(NetInput.planes(noise()));
        for (byte[] model :
                List.of(OnnxExport.model(weights, Pictures.ANY), QuantisedExport.model(weights, calibration))) {
            float[][] first = run(model, noise());
            float[][] second = run(model, new float[noise().length]);
            float[][][] together = run(model, List.of(noise(), new float[noise().length]));
            for (int row = 0; row < first.length; row++) {
                assertThat(together[0][row]).containsExactly(first[row], within(1e-3f));
                assertThat(together[1][row]).containsExactly(second[row], within(1e-3f));
            }
        }
    }

    private static float[][] run(byte[] model, float[] interleaved) throws OrtException {
        return run(model, List.of(interleaved))[0];
    }

    private static float[][][] run(byte[] model, List<float[]> interleaved) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        FloatBuffer planes = FloatBuffer.allocate(interleaved.size() * interleaved.getFirst().length);
        for (float[] picture : interleaved) planes.put(NetInput.planes(picture));
        long[] shape = {interleaved.size(), 3, SceneNet.HEIGHT, SceneNet.WIDTH};
        try (OrtSession session = environment.createSession(model);
                OnnxTensor images = OnnxTensor.createTensor(environment, planes.flip(), shape);
                OrtSession.Result result = session.run(Map.of("images", images))) {
            return (float[][][]) result.get(0).getValue();
        }
    }

    private static float[] noise() {
        var random = new Random(3);
        float[] pixels = new float[SceneNet.WIDTH * SceneNet.HEIGHT * 3];
        for (int i = 0; i < pixels.length; i++) pixels[i] = random.nextInt(256);
        return pixels;
    }
}
