package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Finds in the bytecode what is put into a field: seen through casts, variables and branches. */
final class AssignedValues {

    private AssignedValues() {}

    /** Where a value that is put into a field comes from. */
    sealed interface Value {}

    /** A value made by a call; the arguments are those of the method, without the object that it is called on. */
    record Made(String owner, String method, String returnType, List<List<Value>> arguments) implements Value {}

    /** A new object of the class. */
    record New(String type) implements Value {}

    /** A lambda or a reference to a method, with the types of what it holds on to. */
    record Function(List<String> held) implements Value {}

    /** What another static field holds. */
    record Constant(String owner, String field, String type) implements Value {}

    /** A number, a text, a class, null, or an array without elements. */
    record Literal() implements Value {}

    /** What cannot be known from the class alone, such as a parameter. */
    record Unknown() implements Value {}

    /** All values that the class itself puts into its field. */
    static List<Value> of(JavaField field) {
        List<Value> found = new ArrayList<>();
        ClassNode type = read(field.getOwner());
        for (MethodNode method : type.methods) {
            Body body = null;
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof FieldInsnNode put
                        && (put.getOpcode() == Opcodes.PUTSTATIC || put.getOpcode() == Opcodes.PUTFIELD)
                        && put.owner.equals(type.name)
                        && put.name.equals(field.getName())) {
                    body = body == null ? Body.of(type, method) : body;
                    found.addAll(body.onTheStack(put, 0, new HashSet<>()));
                }
            }
        }
        return found;
    }

    private static ClassNode read(JavaClass type) {
        try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            ClassNode node = new ClassNode();
            new ClassReader(file).accept(node, ClassReader.SKIP_DEBUG);
            return node;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private record Body(ClassNode type, MethodNode method, Frame<SourceValue>[] frames) {

        static Body of(ClassNode type, MethodNode method) {
            try {
                return new Body(type, method, new Analyzer<>(new SourceInterpreter()).analyze(type.name, method));
            } catch (AnalyzerException broken) {
                throw new IllegalStateException(type.name + "." + method.name + " cannot be read", broken);
            }
        }

        /** The values that may lie at the depth of the stack before the instruction, 0 on top. */
        List<Value> onTheStack(AbstractInsnNode instruction, int depth, Set<AbstractInsnNode> seen) {
            Frame<SourceValue> frame = frames[method.instructions.indexOf(instruction)];
            SourceValue value = frame.getStack(frame.getStackSize() - 1 - depth);
            return value.insns.isEmpty()
                    ? List.of(new Unknown())
                    : value.insns.stream().flatMap(made -> value(made, seen)).toList();
        }

        private Stream<Value> value(AbstractInsnNode made, Set<AbstractInsnNode> seen) {
            if (!seen.add(made)) {
                return Stream.of();
            }
            return switch (made.getOpcode()) {
                case Opcodes.CHECKCAST, Opcodes.DUP, Opcodes.ASTORE -> onTheStack(made, 0, seen).stream();
                case Opcodes.ALOAD -> variable((VarInsnNode) made, seen);
                case Opcodes.NEW ->
                    Stream.of(new New(
                            Type.getObjectType(((TypeInsnNode) made).desc).getClassName()));
                case Opcodes.GETSTATIC -> {
                    FieldInsnNode get = (FieldInsnNode) made;
                    yield Stream.of(new Constant(
                            name(get.owner), get.name, Type.getType(get.desc).getClassName()));
                }
                case Opcodes.INVOKEDYNAMIC ->
                    Stream.of(new Function(Arrays.stream(Type.getArgumentTypes(((InvokeDynamicInsnNode) made).desc))
                            .map(Type::getClassName)
                            .toList()));
                case Opcodes.INVOKESTATIC, Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE ->
                    call((MethodInsnNode) made, seen);
                case Opcodes.NEWARRAY, Opcodes.ANEWARRAY -> Stream.of(isEmpty(made) ? new Literal() : new Unknown());
                default -> Stream.of(isLiteral(made.getOpcode()) ? new Literal() : new Unknown());
            };
        }

        private Stream<Value> variable(VarInsnNode load, Set<AbstractInsnNode> seen) {
            SourceValue value = frames[method.instructions.indexOf(load)].getLocal(load.var);
            return value.insns.isEmpty()
                    ? Stream.of(new Unknown())
                    : value.insns.stream().flatMap(made -> value(made, seen));
        }

        private Stream<Value> call(MethodInsnNode call, Set<AbstractInsnNode> seen) {
            int parameters = Type.getArgumentTypes(call.desc).length;
            if (call.name.startsWith("requireNonNull")) {
                return onTheStack(call, parameters - 1, seen).stream();
            }
            Optional<MethodNode> helper = helper(call);
            if (helper.isPresent()) {
                return Body.of(type, helper.get()).returned(seen);
            }
            List<List<Value>> arguments = new ArrayList<>();
            for (int i = parameters - 1; i >= 0; i--) {
                arguments.add(onTheStack(call, i, new HashSet<>(seen)));
            }
            return Stream.of(new Made(
                    name(call.owner), call.name, Type.getReturnType(call.desc).getClassName(), arguments));
        }

        /** A static method of the same class, which is looked into. */
        private Optional<MethodNode> helper(MethodInsnNode call) {
            return type.methods.stream()
                    .filter(method -> call.owner.equals(type.name)
                            && call.getOpcode() == Opcodes.INVOKESTATIC
                            && method.name.equals(call.name)
                            && method.desc.equals(call.desc))
                    .findFirst();
        }

        private Stream<Value> returned(Set<AbstractInsnNode> seen) {
            return Arrays.stream(method.instructions.toArray())
                    .filter(instruction -> instruction.getOpcode() == Opcodes.ARETURN)
                    .flatMap(instruction -> onTheStack(instruction, 0, seen).stream());
        }

        private boolean isEmpty(AbstractInsnNode array) {
            Frame<SourceValue> frame = frames[method.instructions.indexOf(array)];
            return frame.getStack(frame.getStackSize() - 1).insns.stream()
                    .allMatch(length -> length.getOpcode() == Opcodes.ICONST_0);
        }

        private static boolean isLiteral(int opcode) {
            return opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.LDC;
        }

        private static String name(String internal) {
            return Type.getObjectType(internal).getClassName();
        }
    }
}
