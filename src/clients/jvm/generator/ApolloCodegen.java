import com.apollographql.apollo.compiler.ApolloCompiler;
import com.apollographql.apollo.compiler.CodegenOptions;
import com.apollographql.apollo.compiler.CodegenSchemaOptions;
import com.apollographql.apollo.compiler.InputFile;
import com.apollographql.apollo.compiler.IrOptions;
import com.apollographql.apollo.compiler.TargetLanguage;
import com.apollographql.apollo.compiler.codegen.SourceOutputKt;
import java.io.File;
import java.util.List;
import java.util.Map;

/**
 * Runs the compiler of Apollo Kotlin, as its Gradle plugin does: the schema, the operations and where the Kotlin goes.
 */
class ApolloCodegen {

    private static final String TEXT = "kotlin.String";
    private static final String TEXTS = "com.apollographql.apollo.api.StringAdapter";

    public static void main(String[] arguments) {
        var schema = new CodegenSchemaOptions(Map.of("DateTime", TEXT, "Date", TEXT),
                Map.of("DateTime", TEXTS, "Date", TEXTS), false);
        // What is null is as the compiler has it by default.
        var operations = new IrOptions(null, null, null, true, null, null, null, null, null, null);
        var code = new CodegenOptions(TargetLanguage.KOTLIN_1_9, "org.reelgraph.clients.apollo", null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
        var output = ApolloCompiler.INSTANCE.buildSchemaAndOperationsSources(
                List.of(new InputFile(new File(arguments[0]), "")), List.of(new InputFile(new File(arguments[1]), "")),
                schema, operations, code, null, null, null, null, null, null, null, null, null);
        SourceOutputKt.writeTo(output, new File(arguments[2]), true, null);
    }
}
