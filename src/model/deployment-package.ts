import type { SourceFile, Span } from '../util/span.ts';
import type { Manifest } from './manifest.ts';

/**
 * What a function ships (AWS: deployment package), what of it its handler can load, and who asks for the packages in it.
 * Paths are relative to the app's root. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-package.html
 */
export interface DeploymentPackage {
  readonly language: 'javascript' | 'python';
  /**
   * How it is made. `folder`: a folder is packed with the packages that its manifest asks for; `bundle`: a bundler writes what the entry
   * point loads; `inline`: the template holds the code; `compiled`: a build of the owner's makes it of the sources; `other`: a makefile, an image.
   */
  readonly build: 'folder' | 'bundle' | 'inline' | 'compiled' | 'other';
  /** The folder that is packed or built in; empty for the app's root. */
  readonly root: string;
  /** The handler's file. */
  readonly entry: string;
  /** Where the template names the folder. */
  readonly at: Span;
  /** The manifest that the build installs from; null without one. */
  readonly manifest: Manifest | null;
  /** Every manifest around the code and in its layers. */
  readonly around: readonly Manifest[];
  /** Packages that a bundler leaves out, as the template writes them (`@aws-sdk/*`). */
  readonly external: readonly string[];
  readonly layers: readonly string[];
  /** Why a layer of it cannot be read; null when all can, or there is none. */
  readonly unreadLayer: string | null;
  /** The files of the app whose code the handler can load, its own first. */
  readonly files: readonly string[];
  /** The text of `files`, of those that can be read, without code in the template. Read at the first question, once for all functions. */
  sources(): readonly SourceFile[];
  /** Packages and built-in modules that this code imports, each place once. */
  readonly imports: readonly ModuleImport[];
  /** Files of the packed folder, installed ones left out; listed at the first question. */
  folderFiles(): readonly PackedFile[];
  /** What may load more than `files` and `imports` say; null when nothing does. */
  readonly blocked: { readonly reason: string; readonly at: Span } | null;
}

/** A file that is packed. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: number;
  /** Whether a template or a settings file of the app names one of its exports, as a `Handler` does. */
  isNamed(name: string): boolean;
  /** What it exports under a name that is usual for handlers. */
  handlers(): readonly { readonly name: string; readonly at: Span }[];
}

/** One import of something that is not the app's own. */
export interface ModuleImport {
  /** npm's name (`@middy/core`), a built-in module without `node:`, or the first word of a Python module. */
  readonly name: string;
  readonly isBuiltin: boolean;
  readonly at: Span;
  /** The code goes on when the module is missing: it stands in a `try`. */
  readonly isGuarded: boolean;
  /** A copy of it is packed without being asked for: it stands in the folder or in a layer. */
  readonly isPacked: boolean;
}

/** What a layer of the app holds. https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
export interface LayerContent {
  /** Its folder, relative to the app's root. */
  readonly folder: string;
  /** It brings programs of its own that run beside the function. https://docs.aws.amazon.com/lambda/latest/dg/lambda-extensions.html */
  readonly hasExtensions: boolean;
  /** What its build installs from. */
  readonly manifests: readonly Manifest[];
}
