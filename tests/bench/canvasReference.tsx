import { type CSSProperties, memo, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { type Node, ReactFlow, useNodesState } from "reactflow";
import "reactflow/dist/style.css";

/** Plain React Flow as its documentation shows it: `?cards=` small cards with a title and three badges. */
const count = Number(new URLSearchParams(location.search).get("cards") ?? 0);
const columns = 48;

const card: CSSProperties = {
  width: 208,
  height: 88,
  boxSizing: "border-box",
  padding: 8,
  border: "1px solid #888",
  borderRadius: 6,
  background: "#fff",
};

const Card = memo(function Card({ data }: { data: { title: string } }) {
  return (
    <div style={card}>
      <strong>{data.title}</strong>
      <div>
        <span>At risk</span> <span>Digital</span> <span>2</span>
      </div>
    </div>
  );
});

const nodeTypes = { card: Card };

const placed = (i: number) => ({ x: (i % columns) * 240, y: Math.floor(i / columns) * 104 });

const cards: Node[] = Array.from({ length: count }, (_, i) => ({
  id: String(i),
  type: "card",
  position: placed(i),
  data: { title: `Touchpoint number ${i}` },
}));

function Reference() {
  const [nodes, setNodes, onNodesChange] = useNodesState(cards);
  useEffect(() => {
    let moved = 0;
    // What others move: 100 a second while the bench asks for it.
    const timer = setInterval(() => {
      if (document.body.dataset.remote !== "on") return;
      const id = String((moved++ * 37) % count);
      setNodes((all) =>
        all.map((node) => (node.id === id ? { ...node, position: placed((moved * 11) % count) } : node)),
      );
    }, 10);
    return () => clearInterval(timer);
  }, [setNodes]);
  return (
    <ReactFlow nodes={nodes} onNodesChange={onNodesChange} nodeTypes={nodeTypes} minZoom={0.01} panOnScroll fitView />
  );
}

const root = document.createElement("div");
root.style.cssText = "position: fixed; inset: 0";
document.body.append(root);
createRoot(root).render(<Reference />);
