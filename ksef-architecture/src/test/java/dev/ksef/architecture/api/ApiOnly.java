package dev.ksef.architecture.api;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * Leaves of a type what users may rely on: its public and protected members. Constructors of records go, since they change
 * with the fields of KSeF; users make what they send by factories and builders.
 */
final class ApiOnly extends ClassVisitor {

    private boolean isRecord;

    ApiOnly(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /** Whether a type can be named outside its package: a nested one if all around it can be, too. */
    static boolean isPublic(ClassReader type) {
        var visibility = new Visibility();
        type.accept(visibility, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return visibility.isPublic;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        isRecord = "java/lang/Record".equals(superName);
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        boolean constructorOfRecord = isRecord && name.equals("<init>");
        return isVisible(access) && !constructorOfRecord
                ? super.visitMethod(access, name, descriptor, signature, exceptions)
                : null;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        return isVisible(access) ? super.visitField(access, name, descriptor, signature, value) : null;
    }

    /** Which types extend a sealed one is a rule of its own. */
    @Override
    public void visitPermittedSubclass(String permittedSubclass) {}

    @Override
    public @Nullable RecordComponentVisitor visitRecordComponent(
            String name, String descriptor, @Nullable String signature) {
        return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return null;
    }

    private static boolean isVisible(int access) {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0;
    }

    private static final class Visibility extends ClassVisitor {

        private boolean isPublic;
        private String name = "";

        Visibility() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            this.name = name;
            isPublic =
                    (access & Opcodes.ACC_PUBLIC) != 0 && (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_MODULE)) == 0;
        }

        /** Told of this type and of each one around it; a class file alone does not say whether a nested type is private. */
        @Override
        public void visitInnerClass(String inner, @Nullable String outer, @Nullable String innerName, int access) {
            if ((name + "$").startsWith(inner + "$")) {
                isPublic &= (access & Opcodes.ACC_PUBLIC) != 0;
            }
        }

        /** An anonymous or local class. */
        @Override
        public void visitOuterClass(String owner, @Nullable String method, @Nullable String descriptor) {
            isPublic = false;
        }
    }
}
