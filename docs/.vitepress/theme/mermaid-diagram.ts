/** A drawing, made in the browser and made anew when its colours change. Mermaid is loaded by pages that have one. */
import { useData } from 'vitepress';
import { defineComponent, h, onMounted, ref, watch } from 'vue';

let drawn = 0;

export const MermaidDiagram = defineComponent({
  props: { source: { type: String, required: true } },
  setup(props) {
    const { isDark } = useData();
    const source = decodeURIComponent(props.source);
    const svg = ref('');
    const draw = async (): Promise<void> => {
      const { default: mermaid } = await import('mermaid');
      mermaid.initialize({
        startOnLoad: false,
        theme: isDark.value ? 'dark' : 'neutral',
        fontFamily: 'inherit',
      });
      ({ svg: svg.value } = await mermaid.render(`diagram-${(drawn += 1)}`, source));
    };
    onMounted(draw);
    watch(isDark, draw);
    // Without scripts, and until it is drawn, its source says the same.
    return () => (svg.value ? h('div', { class: 'diagram', innerHTML: svg.value }) : h('pre', source));
  },
});
