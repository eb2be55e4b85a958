/**
 * Figures in JupyterLab and Notebook 7. A prebuilt extension written by hand, so that there is nothing to build: a
 * container of webpack's module federation, which gives JupyterLab a renderer for plotly's specifications.
 *
 * Unlike the renderer that PyPI's plotly package brings, this one updates a figure in place when its output is replaced
 * (a control was moved) and keeps zoom and hidden curves then; is as wide as its output, whatever changes the width;
 * follows a dark theme; and says the figure's sentence to screen readers. plotly.min.js lies beside this file.
 */
"use strict";
(() => {
  const MIME = "application/vnd.plotly.v1+json";
  const PICTURE = "image/png";
  /** Of a static picture, in pixels of the page: 800 wide, drawn with twice as many. As in tools/chromium.ts. */
  const PICTURE_WIDTH = 800;
  const PICTURE_SCALE = 2;
  const MILLISECONDS_IN_VIEW = 150;
  const MILLISECONDS_AT_REST = 1000;
  const HEIGHT = 450;

  const STYLE = `
    .pm-figure { overflow: hidden; }
    .pm-figure > img { max-width: 100%; height: auto; background: white; border-radius: 4px; }
    .pm-figure-drawn > img, .pm-figure:not(.pm-figure-drawn) > div { display: none; }`;

  const here = document.currentScript.src.replace(/[^/]*$/, "");
  let shared;
  let plotly;

  /** plotly.js, loaded for the first figure that is drawn. */
  const loadPlotly = () =>
    (plotly ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${here}plotly.min.js`;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error("plotly.min.js could not be loaded"));
      document.head.append(script);
    }));

  const isDark = () => document.body.dataset.jpThemeLight === "false";

  const COLOUR = /^(?:(white)|(black)|#([\da-f]{3}|[\da-f]{6})|rgba?\(([^)]*)\))$/i;

  /** On a dark page white becomes the page's near-black, black near-white, greys what lies between; hues stay. */
  function mirrored(colour) {
    const [, white, black, hex, list] = COLOUR.exec(colour) ?? [];
    const parts = white
      ? [255, 255, 255]
      : black
        ? [0, 0, 0]
        : hex
          ? (hex.length === 3 ? [...hex].map((digit) => digit + digit) : hex.match(/../g)).map((two) =>
              parseInt(two, 16),
            )
          : list?.split(",").map(Number);
    if (!parts) return colour;
    const [red, green, blue, alpha = 1] = parts;
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 12) return colour;
    const grey = Math.round(238 - (221 / 255) * ((red + green + blue) / 3));
    return `rgba(${grey},${grey},${grey},${alpha})`;
  }

  /** A copy of a specification for a dark page. */
  function darkened(value, isColour = false) {
    if (typeof value === "string") return isColour ? mirrored(value) : value;
    if (Array.isArray(value))
      return typeof value[0] === "number" ? value : value.map((item) => darkened(item, isColour));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, darkened(item, /color/i.test(key))]));
  }

  const rendererOn = (Widget) =>
    class Figure extends Widget {
      #picture = document.createElement("img");
      #plot = document.createElement("div");
      #model;
      /** The specification that is drawn, or being drawn. */
      #drawn;
      #drawing;
      #again = false;
      /** Hidden when it was to be drawn: it has no width to be drawn with. */
      #hidden = false;
      #timer;
      /** As wide as its output; what was hidden when it came is drawn when it is shown. */
      #size = new ResizeObserver(() => this.#fit());
      /** A static picture stands for the figure until it is seen: a notebook opens at once. */
      #view = new IntersectionObserver(([{ isIntersecting }]) => {
        clearTimeout(this.#timer);
        if (isIntersecting) this.#timer = setTimeout(() => this.#draw(), MILLISECONDS_IN_VIEW);
      });
      #theme = new MutationObserver(() => this.#drawn && this.#draw());

      constructor() {
        super();
        this.addClass("pm-figure");
        this.node.append(this.#picture, this.#plot);
        this.#size.observe(this.node);
        this.#theme.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
      }

      /** Called for a new output, and again when it is replaced. */
      async renderModel(model) {
        this.#model = model;
        const { [MIME]: specification, [PICTURE]: picture, "text/plain": text = "" } = model.data;
        this.node.setAttribute("role", "img");
        this.node.setAttribute("aria-label", text);
        this.#picture.alt = text;
        if (this.#drawn) {
          if (specification !== this.#drawn) await this.#draw();
        } else if (picture) {
          const { width = PICTURE_WIDTH } = model.metadata[PICTURE] ?? {};
          this.#picture.style.width = `${width}px`;
          this.#picture.src = `data:${PICTURE};base64,${picture}`;
          this.#view.observe(this.node);
        } else await this.#draw();
      }

      /** Draws the latest specification; one drawing at a time, and none of those that are out of date by then. */
      #draw() {
        this.#again = true;
        this.#drawing ??= (async () => {
          try {
            while (this.#again && !this.isDisposed) {
              this.#again = false;
              await this.#drawNow();
            }
          } finally {
            this.#drawing = undefined;
          }
        })();
        return this.#drawing;
      }

      async #drawNow() {
        const specification = this.#model.data[MIME];
        this.#drawn = specification;
        this.#view.disconnect();
        const Plotly = await loadPlotly();
        const width = this.node.clientWidth;
        if (this.isDisposed) return;
        this.#hidden = width === 0;
        if (this.#hidden) {
          // Asked for anew in the next frame: while a theme is loaded all is without width, between two frames.
          this.#size.unobserve(this.node);
          this.#size.observe(this.node);
          return;
        }
        // A copy: plotly writes into what it draws, and a second view of the output draws the same.
        const { data, layout, config, frames } = structuredClone(isDark() ? darkened(specification) : specification);
        await Plotly.react(this.#plot, {
          data,
          layout: { height: HEIGHT, width, uirevision: "kept", ...layout },
          // plotly's own "responsive" makes a figure as high as its surroundings, which are as high as the figure: 0.
          config: { ...config, responsive: false },
          frames,
        });
        this.addClass("pm-figure-drawn");
        this.#fit();
        if (!this.#model.data[PICTURE]) this.#takePicture(Plotly, specification);
      }

      #fit() {
        const width = this.node.clientWidth;
        if (width === 0) return;
        if (this.#hidden) return void this.#draw();
        const { layout } = this.#plot;
        if (!layout || this.#drawing || this.#drawn.layout.width !== undefined || layout.width === width) return;
        layout.width = width;
        // Twice: the first places a legend below the axes by the margins from before.
        void window.Plotly.redraw(this.#plot).then(() => this.isDisposed || window.Plotly.redraw(this.#plot));
      }

      /** A picture for viewers without scripts, kept in the output, once the figure is at rest. */
      #takePicture(Plotly, specification) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(async () => {
          const { data, layout } = structuredClone(specification);
          const size = { width: layout.width ?? PICTURE_WIDTH, height: layout.height ?? HEIGHT };
          const url = await Plotly.toImage({ data, layout }, { format: "png", scale: PICTURE_SCALE, ...size });
          if (this.isDisposed || this.#model.data[MIME] !== specification) return;
          this.#model.setData({
            data: { ...this.#model.data, [PICTURE]: url.slice(url.indexOf(",") + 1) },
            metadata: { ...this.#model.metadata, [PICTURE]: size },
          });
        }, MILLISECONDS_AT_REST);
      }

      dispose() {
        if (this.isDisposed) return;
        clearTimeout(this.#timer);
        for (const observer of [this.#size, this.#view, this.#theme]) observer.disconnect();
        window.Plotly?.purge(this.#plot);
        super.dispose();
      }
    };

  /** A module that JupyterLab shares with its extensions, in whatever version it has. */
  async function sharedModule(name) {
    const [version] = Object.values(shared[name]);
    return (await version.get())();
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["privacy-markets-figures"] = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const { Widget } = await sharedModule("@lumino/widgets");
      const Figure = rendererOn(Widget);
      const style = document.createElement("style");
      style.textContent = STYLE;
      document.head.append(style);
      const extension = {
        id: "privacy-markets-figures:factory",
        rendererFactory: { safe: true, mimeTypes: [MIME], createRenderer: () => new Figure() },
        rank: 0,
        dataType: "json",
      };
      return () => ({ __esModule: true, default: extension });
    },
  };
})();
